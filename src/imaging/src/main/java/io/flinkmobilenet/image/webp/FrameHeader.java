package io.flinkmobilenet.image.webp;

import io.flinkmobilenet.image.rows.DecodingException;

/**
 * The header of a key frame, before its macroblocks: RFC 6386, sections 9 and 19.2.
 *
 * @param tag size and length of the first partition
 * @param modes the rest of the first partition, which contains the prediction modes of macroblocks
 * @param segments parameters that differ between segments
 * @param filter parameters of the loop filter
 * @param partitions partitions of coefficients, which rows of macroblocks use in turn
 * @param quantisers multipliers of coefficients, by segment
 * @param probabilities for reading coefficients: {@link TokenProbabilities}
 * @param skipProbability probability that a macroblock has coefficients, or {@link
 *     ModeReader#NEVER_SKIPPED}
 */
record FrameHeader(
    FrameTag tag,
    BoolReader modes,
    Segments segments,
    FilterHeader filter,
    BoolReader[] partitions,
    Quantisers[] quantisers,
    int[] probabilities,
    int skipProbability) {
  private static final int COLOUR_SPACE_AND_CLAMPING = 2;

  static FrameHeader read(byte[] bytes, int from, int to) throws DecodingException {
    FrameTag tag = FrameTag.read(bytes, from, to);
    int start = from + FrameTag.LENGTH;
    int end = start + tag.firstPartition();
    BoolReader in = new BoolReader(bytes, start, end);
    // Ignored: there is only one colour space, and samples are always clamped.
    in.number(COLOUR_SPACE_AND_CLAMPING);
    Segments segments = Segments.read(in);
    FilterHeader filter = FilterHeader.read(in);
    BoolReader[] partitions = Partitions.read(bytes, end, to, 1 << in.number(2));
    Quantisers[] quantisers = Quantisers.read(in, segments);
    // Ignored: it says whether later frames keep these probabilities.
    in.flag();
    int[] probabilities = TokenProbabilities.read(in);
    int skipProbability = in.flag() ? in.number(8) : ModeReader.NEVER_SKIPPED;
    return new FrameHeader(
        tag, in, segments, filter, partitions, quantisers, probabilities, skipProbability);
  }
}
