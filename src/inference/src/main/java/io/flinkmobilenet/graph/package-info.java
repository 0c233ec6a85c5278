/**
 * Networks as data: a graph of operators on feature maps, with inferred shapes, checked against
 * limits before anything is allocated.
 *
 * <p>Every operator is an immutable record in a file of its own, which defines the operator: its
 * output's shape, its parameters and its number of multiplications. Feature maps are {@code
 * [H][W][C]}, one image at a time.
 *
 * <p>May import, besides the JDK: {@code tensor}.
 */
package io.flinkmobilenet.graph;
