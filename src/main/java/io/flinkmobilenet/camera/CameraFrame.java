package io.flinkmobilenet.camera;

/**
 * A picture of the camera.
 *
 * @param index which one, from 0
 * @param sign what it truly shows
 * @param jpeg the encoded picture
 */
public record CameraFrame(long index, RoadSign sign, byte[] jpeg) {}
