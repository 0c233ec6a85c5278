package io.flinkmobilenet.showcase.roadsigns;

/**
 * An image from the camera.
 *
 * @param index number of the frame, from 0
 * @param sign its true class
 * @param jpeg the encoded image
 */
public record CameraFrame(long index, RoadSign sign, byte[] jpeg) {}
