/**
 * A model as a user has it, a Hugging Face directory, and as it travels, a canonical artifact.
 *
 * <p>May import, besides the JDK: {@code tensor}, {@code image}, {@code weights}, {@code network},
 * {@code kernel}, Jackson.
 */
package io.flinkmobilenet.model;
