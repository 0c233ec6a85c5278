/**
 * Decodes JPEG files to rows of red, green and blue: 8 bits per sample, sequential or progressive,
 * with Huffman or arithmetic coding. In exact mode the samples equal, bit for bit, those of the
 * reference library with its accurate transform and smooth upsampling.
 *
 * <p>The steps for each image: {@code Markers} finds the segments of the file; {@code Frame},
 * {@code Tables} and {@code Scan} read them; {@code EntropyData} removes the stuffed bytes of a
 * scan, whose blocks {@code ScanWalk} visits and {@code SequentialCodes}, {@code ProgressiveCodes}
 * or {@code ArithmeticBlocks} read; {@code InverseDct} transforms them to samples in the {@code
 * Plane} of their component; {@code Strips} brings the planes to one resolution and {@code
 * ColourModel} converts them to colours, row by row. Most sequential images are converted while
 * they are read; progressive and arithmetically coded ones after their last scan.
 *
 * <p>May import, besides the JDK: {@code simd}, {@code image.arithmetic}, {@code image.rows}.
 */
package io.flinkmobilenet.image.jpeg;
