/**
 * Every operator of a graph as plain loops with sums in double precision, and an executor that runs
 * a graph node by node. They define what an operator computes, and everything faster is tested
 * against them; they are never optimised.
 *
 * <p>May import, besides the JDK: {@code tensor}, {@code graph}, {@code kernel}.
 */
package io.flinkmobilenet.kernel.scalar;
