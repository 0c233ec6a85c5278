package io.flinkmobilenet.image;

import io.flinkmobilenet.image.webp.WebpDecoder;

/**
 * The decoders that reuse their memory for the next image. Not thread-safe.
 *
 * @param jpeg for JPEG files
 * @param webp for WebP files
 */
record Decoders(JpegSupport jpeg, WebpDecoder webp) {}
