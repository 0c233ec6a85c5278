package io.flinkmobilenet.showcase.roadsigns;

import java.awt.Shape;

/**
 * An area of one colour on a sign.
 *
 * @param shape in the sign's units: the origin is its centre, 1 its radius, y points down
 */
record Patch(Shape shape, Tint tint) {}
