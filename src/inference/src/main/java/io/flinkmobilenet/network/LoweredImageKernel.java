package io.flinkmobilenet.network;

import io.flinkmobilenet.kernel.ImageKernel;

/**
 * A kernel for the image and the set that it is from.
 *
 * @param set name of the set of kernels
 * @param kernel the kernel
 */
record LoweredImageKernel(String set, ImageKernel kernel) {}
