package io.flinkmobilenet.weights.pytorch;

import io.flinkmobilenet.weights.WeightsException;
import java.util.Optional;

/** The opcodes of a pickle that push a number, a truth value, a text or bytes. */
final class PickleScalars {
  private final PickleInput input;

  PickleScalars(PickleInput input) {
    this.input = input;
  }

  /** Reads the value of an opcode; empty if the opcode is of another kind. */
  Optional<Object> read(int opcode) throws WeightsException {
    return Optional.ofNullable(
        switch (opcode) {
          case 'J' -> (long) input.signedInt();
          case 'K' -> (long) input.unsignedByte();
          case 'M' -> (long) input.unsignedShort();
          // Truth values of protocol 0 and 1 are the integers 00 and 01.
          case 'I', 'L' -> input.decimal();
          case 0x8a -> input.integer(input.unsignedByte());
          case 0x8b -> input.integer(input.signedInt());
          case 'F' -> input.decimalDouble();
          case 'G' -> input.bigEndianDouble();
          case 0x88 -> true;
          case 0x89 -> false;
          case 'S' -> quoted();
          case 'T' -> input.oldText(input.signedInt());
          case 'U' -> input.oldText(input.unsignedByte());
          case 'V' -> unescaped();
          case 'X' -> input.text(input.unsignedInt());
          case 0x8c -> input.text(input.unsignedByte());
          case 0x8d -> input.text(input.signedLong());
          case 'B' -> new Bytes(input.take(input.unsignedInt()).remaining());
          case 'C' -> new Bytes(input.take(input.unsignedByte()).remaining());
          case 0x8e, 0x96 -> new Bytes(input.take(input.signedLong()).remaining());
          default -> null;
        });
  }

  /** Bytes, of which no state dict needs more than to know that they are there. */
  record Bytes(int length) {}

  private String quoted() throws WeightsException {
    String line = input.line().strip();
    boolean quoted = line.length() > 1 && line.charAt(0) == line.charAt(line.length() - 1);
    if (!quoted || "'\"".indexOf(line.charAt(0)) < 0) {
      throw input.malformed("a text in quotation marks", "another line");
    }
    return withoutEscapes(line.substring(1, line.length() - 1));
  }

  private String unescaped() throws WeightsException {
    return withoutEscapes(input.line());
  }

  private String withoutEscapes(String text) throws WeightsException {
    if (text.indexOf('\\') >= 0) {
      throw input.unsupported("a text of plain letters in protocol 0", "an escape sequence");
    }
    return text;
  }
}
