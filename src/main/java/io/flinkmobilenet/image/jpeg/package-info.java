/**
 * From the bytes of a JPEG file to rows of red, green and blue: 8 bits a sample, sequential or
 * progressive, of Huffman or arithmetic coding. In exact mode the samples are, bit by bit, those of
 * the reference library with its accurate transform and smooth upsampling.
 *
 * <p>The way of a picture: {@code Markers} walks along the file; {@code Frame}, {@code Tables} and
 * {@code Scan} read its segments; {@code EntropyData} takes the stuffing out of a scan, whose
 * blocks {@code ScanWalk} visits and {@code SequentialCodes}, {@code ProgressiveCodes} or {@code
 * ArithmeticBlocks} read; {@code InverseDct} makes samples of them in the {@code Plane} of their
 * component; {@code Strips} brings planes to one resolution and {@code ColourModel} makes them
 * colours, row by row. Sequential images go that way as they are read, progressive and
 * arithmetically coded ones after their last scan.
 *
 * <p>May import, besides the JDK: {@code kernel}, {@code image.rows}.
 */
package io.flinkmobilenet.image.jpeg;
