package io.flinkmobilenet.image.webp;

/**
 * What stands before the macroblocks of a key frame: RFC 6386, sections 9 and 19.2.
 *
 * @param tag size and length of the first partition
 * @param modes the rest of the first partition: how macroblocks are predicted
 * @param segments what macroblocks of a segment have to themselves
 * @param filter how edges are smoothed
 * @param partitions coefficients, of which rows of macroblocks take turns
 * @param quantisers what coefficients are multiplied with, by segment
 * @param probabilities by which coefficients are read: {@link TokenProbabilities}
 * @param skipProbability that a macroblock has coefficients, or {@link ModeReader#NEVER_SKIPPED}
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

  static FrameHeader read(byte[] bytes, int from, int to) throws WebpException {
    FrameTag tag = FrameTag.read(bytes, from, to);
    int start = from + FrameTag.LENGTH;
    int end = start + tag.firstPartition();
    BoolReader in = new BoolReader(bytes, start, end);
    // There is one colour space, and samples are clamped whether they need it or not.
    in.number(COLOUR_SPACE_AND_CLAMPING);
    Segments segments = Segments.read(in);
    FilterHeader filter = FilterHeader.read(in);
    BoolReader[] partitions = Partitions.read(bytes, end, to, 1 << in.number(2));
    Quantisers[] quantisers = Quantisers.read(in, segments);
    // Whether frames that follow go on with the probabilities of this one.
    in.flag();
    int[] probabilities = TokenProbabilities.read(in);
    int skipProbability = in.flag() ? in.number(8) : ModeReader.NEVER_SKIPPED;
    return new FrameHeader(
        tag, in, segments, filter, partitions, quantisers, probabilities, skipProbability);
  }
}
