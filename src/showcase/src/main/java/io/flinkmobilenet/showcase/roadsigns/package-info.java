/**
 * A simulated camera at the roadside, which draws images of road signs. The same seed gives the
 * same images.
 *
 * <p>A frame is drawn in the order in which a real camera would record it: {@link
 * io.flinkmobilenet.showcase.roadsigns.Scene} draws backdrop, post, sign and obstacles on a canvas;
 * light and weather change it; the lens blurs it; the sensor adds noise; a JPEG encoder compresses
 * it. The design of a sign is data: patches of colour that are built once. Digits and letters are
 * outlines, because a headless Java may have no fonts.
 *
 * <p>May import, besides the JDK: nothing.
 */
package io.flinkmobilenet.showcase.roadsigns;
