/**
 * The <a href="https://github.com/huggingface/safetensors#format">safetensors</a> format.
 *
 * <p>May import, besides the JDK: {@code tensor}, {@code weights}, Jackson.
 */
package io.flinkmobilenet.weights.safetensors;
