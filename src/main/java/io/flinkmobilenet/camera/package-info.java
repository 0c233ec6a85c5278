/**
 * A camera at the roadside that needs no road: draws pictures of road signs, the same ones for the
 * same seed.
 *
 * <p>A frame is made in the order in which light would make it: {@link
 * io.flinkmobilenet.camera.Scene} puts backdrop, post, sign and what stands before it on a canvas;
 * light and weather change it; the lens blurs it; the sensor adds noise; a JPEG encoder has the
 * last word. A sign's face is data: patches of colour, built once. Digits and letters are outlines,
 * because a headless Java may have no fonts.
 *
 * <p>May import: nothing besides the JDK. Not in the job jar.
 */
package io.flinkmobilenet.camera;
