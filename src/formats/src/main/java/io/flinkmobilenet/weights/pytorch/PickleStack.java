package io.flinkmobilenet.weights.pytorch;

import io.flinkmobilenet.weights.WeightsException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The stack and the memo of an unpickler, with their limits. */
final class PickleStack {
  /** Deepest nesting. A checkpoint with the state of an optimizer has about 6. */
  static final int MAX_DEPTH = 200;

  private final PickleInput input;
  private final List<Object> values = new ArrayList<>();
  private final Deque<Integer> marks = new ArrayDeque<>();
  private final Map<Integer, Object> memo = new HashMap<>();

  PickleStack(PickleInput input) {
    this.input = input;
  }

  int size() {
    return values.size();
  }

  void mark() throws WeightsException {
    requireDepth(marks.size() + 1);
    marks.push(values.size());
  }

  void push(Object value) throws WeightsException {
    requireDepth(Nested.depth(value));
    values.add(value);
  }

  private void requireDepth(int depth) throws WeightsException {
    if (depth > MAX_DEPTH) {
      throw input.unsupported("at most " + MAX_DEPTH + " levels of nesting", "more");
    }
  }

  Object pop() throws WeightsException {
    peek();
    return values.remove(values.size() - 1);
  }

  Object peek() throws WeightsException {
    int bottom = marks.isEmpty() ? 0 : marks.peek();
    if (values.size() <= bottom) {
      throw input.malformed("a value on the stack", "none");
    }
    return values.get(values.size() - 1);
  }

  /** Takes a value off, or the mark if it is on top, as the opcode POP does. */
  void drop() throws WeightsException {
    if (!marks.isEmpty() && marks.peek() == values.size()) {
      marks.pop();
    } else {
      pop();
    }
  }

  /** Takes off all values above the last mark, and the mark. */
  List<Object> popToMark() throws WeightsException {
    if (marks.isEmpty()) {
      throw input.malformed("a mark on the stack", "none");
    }
    List<Object> above = values.subList(marks.pop(), values.size());
    List<Object> popped = new ArrayList<>(above);
    above.clear();
    return popped;
  }

  /** Takes off the given number of values, the lowest first. */
  List<Object> pop(int count) throws WeightsException {
    Object[] popped = new Object[count];
    for (int i = count - 1; i >= 0; i--) {
      popped[i] = pop();
    }
    return List.of(popped);
  }

  /** Keeps the uppermost value under a number. */
  void memoise(long index) throws WeightsException {
    if (index > Integer.MAX_VALUE) {
      throw input.malformed("an index of the memo below 2^31", Long.toString(index));
    }
    memo.put((int) index, peek());
  }

  /** Keeps the uppermost value under the next number. */
  void memoise() throws WeightsException {
    memoise(memo.size());
  }

  /** Pushes the value that was kept under a number. */
  void recall(long index) throws WeightsException {
    Object value = index > Integer.MAX_VALUE ? null : memo.get((int) index);
    if (value == null) {
      throw input.malformed("a value in the memo", "none at index " + index);
    }
    push(value);
  }
}
