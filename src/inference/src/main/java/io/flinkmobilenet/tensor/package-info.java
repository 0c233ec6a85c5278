/**
 * Dense arrays of floats and their shapes.
 *
 * <p>May import, besides the JDK: nothing.
 */
package io.flinkmobilenet.tensor;
