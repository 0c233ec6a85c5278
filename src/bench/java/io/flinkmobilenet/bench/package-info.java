/**
 * Measures the network beside native runtimes: the same weights, the same picture, the same run.
 * Built and run by the Maven profile {@code bench} alone; no part of the product.
 */
package io.flinkmobilenet.bench;
