package io.flinkmobilenet.network;

import io.flinkmobilenet.kernel.OperatorKernel;

/**
 * A kernel and the set that it is from.
 *
 * @param set name of the set of kernels
 * @param kernel the kernel
 */
record LoweredKernel(String set, OperatorKernel kernel) {}
