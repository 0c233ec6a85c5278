/**
 * Compares the network with native runtimes, and the job with one written with well-known
 * libraries: on the same weights and images in the same run. Built and run by the Maven profile
 * {@code bench} only; not part of the product.
 */
package io.flinkmobilenet.peers;
