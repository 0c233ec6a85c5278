/**
 * Flink SQL: a provider of models for {@code ML_PREDICT}, and functions on images, which run the
 * network inside the TaskManager.
 *
 * <p>May import, besides the JDK: {@code geometry}, {@code image}, {@code kernel}, {@code model},
 * {@code network}, {@code simd}, {@code stream.golden}, Flink.
 */
package io.flinkmobilenet.sql;
