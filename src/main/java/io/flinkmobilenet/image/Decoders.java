package io.flinkmobilenet.image;

import io.flinkmobilenet.image.webp.WebpDecoder;

/**
 * What keeps memory from one image to the next; for one thread at a time.
 *
 * @param jpeg for JPEG files
 * @param webp for WebP files
 */
record Decoders(JpegSupport jpeg, WebpDecoder webp) {}
