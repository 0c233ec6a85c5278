/**
 * Decodes the two bitstreams of WebP to rows of red, green and blue, which equal, bit for bit,
 * those of libwebp with its smooth upsampling.
 *
 * <p>Lossy images (RFC 6386): {@code FrameHeader} and its parts read the data before the
 * macroblocks. For each macroblock {@code ModeReader} reads the prediction modes and {@code
 * CoefficientReader} the coefficients, both with {@code BoolReader}. {@code BlockPrediction},
 * {@code SubblockPrediction} and {@code InverseTransforms} turn them into samples in three {@code
 * SamplePlane}s, which {@code LoopFilter} smooths one row of macroblocks at a time. {@code
 * ColourRows} brings chroma to the resolution of luma and converts both to colours. Only one row of
 * macroblocks and the last rows before it are kept in memory.
 *
 * <p>Lossless images (RFC 9649, section 3): {@code LosslessDecoder} reads the {@code Transform}s.
 * {@code PixelReader} reads pixels with {@code PrefixCodes}, copies and {@code ColourCache} into a
 * ring buffer of at most 2 to the power of 20 pixels, which is as far as copies reach. The
 * transforms are undone for each row as soon as it is complete. The data of the transforms are kept
 * in full: up to three images with one pixel per block of 4 x 4 or more.
 *
 * <p>May import, besides the JDK: {@code image.rows}.
 */
package io.flinkmobilenet.image.webp;
