package io.flinkmobilenet.weights.pytorch;

import io.flinkmobilenet.tensor.Shape;
import io.flinkmobilenet.weights.WeightsException;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds tensors from the arguments of PyTorch's functions that rebuild them.
 *
 * @see <a href="https://github.com/pytorch/pytorch/blob/main/torch/_utils.py">torch/_utils.py</a>
 */
final class TensorCalls {
  private static final int MAX_RANK = 8;
  private static final long MAX_BYTES = 1 << 30;

  private final PickleInput input;

  TensorCalls(PickleInput input) {
    this.input = input;
  }

  /**
   * Returns the tensor of {@code _rebuild_tensor(storage, offset, size, stride, …)}.
   *
   * @param ownType whether a dtype follows, as in {@code _rebuild_tensor_v3}
   */
  StridedTensor tensor(Global function, List<Object> arguments, boolean ownType)
      throws WeightsException {
    if (arguments.size() < (ownType ? 7 : 4) || !(arguments.get(0) instanceof Storage storage)) {
      throw input.malformed("a storage, an offset, a size and strides for " + function, "others");
    }
    ElementType type = storage.type();
    if (ownType) {
      type = (ElementType) requireType(arguments.get(6));
    }
    if (type == ElementType.UNTYPED) {
      throw input.malformed("elements with a type in " + storage, "untyped ones");
    }
    List<Integer> extents = integers("size", arguments.get(2));
    List<Integer> strides = integers("strides", arguments.get(3));
    if (extents.size() != strides.size() || extents.size() > MAX_RANK) {
      throw input.malformed(
          "as many strides as extents, at most " + MAX_RANK,
          extents.size() + ", " + strides.size());
    }
    long offset = integer("offset", arguments.get(1));
    return checked(storage, type, offset, extents, strides);
  }

  private Object requireType(Object value) throws WeightsException {
    if (value instanceof ElementType) {
      return value;
    }
    throw input.malformed("a dtype", describe(value));
  }

  private StridedTensor checked(
      Storage storage, ElementType type, long offset, List<Integer> extents, List<Integer> strides)
      throws WeightsException {
    long most = storage.length() / type.bytes();
    long elements = 1;
    for (int extent : extents) {
      elements = Math.min(elements, Integer.MAX_VALUE) * extent;
    }
    if (elements > most) {
      throw input.unsupported(
          "at most the %d elements of %s in a tensor of size %s"
              .formatted(most, storage.key(), extents),
          elements + " (a view that repeats elements; save it with contiguous())");
    }
    Shape shape = shape(extents);
    if ((long) shape.elements() * type.converted().bytes() > MAX_BYTES) {
      throw input.unsupported("a tensor of at most " + MAX_BYTES + " bytes", shape + " " + type);
    }
    if (offset > most) {
      throw input.malformed("an offset within " + storage, Long.toString(offset));
    }
    StridedTensor tensor = new StridedTensor(storage, type, (int) offset, shape, strides);
    if (tensor.last() >= most) {
      throw input.malformed(
          "elements within " + storage,
          "size %s with strides %s from %d".formatted(shape, strides, offset));
    }
    return tensor;
  }

  private Shape shape(List<Integer> extents) throws WeightsException {
    try {
      return Shape.of(extents.stream().mapToInt(it -> it).toArray());
    } catch (IllegalArgumentException e) {
      throw input.malformed("fewer than 2^31 elements", "size " + extents);
    }
  }

  private List<Integer> integers(String what, Object value) throws WeightsException {
    if (!(value instanceof Sequence sequence)) {
      throw input.malformed("a tuple as " + what, describe(value));
    }
    List<Integer> integers = new ArrayList<>();
    for (Object item : sequence.items()) {
      integers.add((int) integer(what, item));
    }
    return integers;
  }

  /** Returns a number that is not negative and less than 2^31. */
  long integer(String what, Object value) throws WeightsException {
    if (value instanceof Long number && number >= 0 && number <= Integer.MAX_VALUE) {
      return number;
    }
    throw input.malformed(
        what + " of a tensor from 0 to 2^31 - 1",
        value instanceof Number ? "number " + value : describe(value));
  }

  /** Says in words which kind of value it is. */
  static String describe(Object value) {
    if (value instanceof String) {
      return "a text";
    } else if (value instanceof Inert inert) {
      return "an object of " + inert.type();
    } else if (value instanceof StridedTensor tensor) {
      return "a tensor of shape " + tensor.shape();
    } else if (value instanceof Nested || value instanceof Storage || value instanceof Global) {
      return value.toString();
    }
    return value instanceof Number ? "a number" : "another value";
  }
}
