/**
 * From the two bitstreams of WebP to rows of red, green and blue, which are, bit by bit, those of
 * libwebp with its smooth upsampling.
 *
 * <p>The way of a lossy image (RFC 6386): {@code FrameHeader} and its parts are what stands before
 * the macroblocks; for each of these {@code ModeReader} reads how it is predicted and {@code
 * CoefficientReader} what the prediction lacks, both by {@code BoolReader}; {@code
 * BlockPrediction}, {@code SubblockPrediction} and {@code InverseTransforms} make samples of it in
 * three {@code SamplePlane}s, which {@code LoopFilter} smooths a row of macroblocks at a time;
 * {@code ColourRows} brings chroma to the resolution of luma and makes colours of both. A row of
 * macroblocks and the last rows before it are all that is ever there.
 *
 * <p>The way of a lossless image (RFC 9649, section 3): {@code LosslessDecoder} reads the {@code
 * Transform}s; {@code PixelReader} reads pixels by {@code PrefixCodes}, copies and {@code
 * ColourCache}, into a ring of at most 2 to the power of 20, which is as far back as copies reach;
 * each row is taken through the transforms as soon as it is complete. What the transforms were done
 * with is kept as a whole: up to three images with a pixel for each block of 4 x 4 or more.
 *
 * <p>May import, besides the JDK: {@code image.rows}.
 */
package io.flinkmobilenet.image.webp;
