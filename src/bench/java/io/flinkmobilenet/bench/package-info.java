/**
 * Measures the network beside native runtimes, and the job beside one written the ordinary way: the
 * same weights, the same pictures, the same run. Built and run by the Maven profile {@code bench}
 * alone; no part of the product.
 */
package io.flinkmobilenet.bench;
