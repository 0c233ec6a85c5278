package io.flinkmobilenet.weights.pytorch;

import io.flinkmobilenet.weights.WeightsException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Reads one pickle of protocol 0 to 5. It is a machine with a stack and a memo, and the names that
 * it knows are those of {@link Calls}; nothing that a file names is loaded or run.
 *
 * @see <a href="https://github.com/python/cpython/blob/main/Lib/pickletools.py">pickletools.py</a>
 */
final class Unpickler {
  /** Most opcodes. A checkpoint of ResNet-152 with the state of its optimizer has some 100,000. */
  private static final int MAX_OPCODES = 1 << 21;

  private static final int NEWEST_PROTOCOL = 5;

  /** Python's {@code None}. */
  static final Object NONE = Optional.empty();

  private final PickleInput input;
  private final PickleStack stack;
  private final PickleScalars scalars;
  private final Calls calls;
  private final StorageTable storages;

  /**
   * Creates an unpickler.
   *
   * @param storages receives the storages that the pickle names
   */
  Unpickler(PickleInput input, StorageTable storages) {
    this.input = input;
    this.storages = storages;
    this.stack = new PickleStack(input);
    this.scalars = new PickleScalars(input);
    this.calls = new Calls(input);
  }

  /** Reads up to the end of the pickle and returns its value. */
  Object read() throws WeightsException {
    for (int count = 0; count < MAX_OPCODES; count++) {
      int opcode = input.unsignedByte();
      if (opcode == '.') {
        return stack.pop();
      }
      Optional<Object> scalar = scalars.read(opcode);
      if (scalar.isPresent()) {
        stack.push(scalar.get());
      } else if (!control(opcode) && !container(opcode)) {
        throw input.malformed("an opcode of a pickle", "byte %d".formatted(opcode));
      }
    }
    throw input.unsupported("at most %d opcodes".formatted(MAX_OPCODES), "more");
  }

  /** Runs the opcodes that move values, name objects and call functions. */
  private boolean control(int opcode) throws WeightsException {
    switch (opcode) {
      case 0x80 -> requireProtocol(input.unsignedByte());
      case 0x95 -> input.signedLong();
      case '(' -> stack.mark();
      case '0' -> stack.drop();
      case '1' -> stack.popToMark();
      case '2' -> stack.push(stack.peek());
      case 'N' -> stack.push(NONE);
      case 'p' -> stack.memoise(input.decimalIndex());
      case 'q' -> stack.memoise(input.unsignedByte());
      case 'r' -> stack.memoise(input.unsignedInt());
      case 0x94 -> stack.memoise();
      case 'g' -> stack.recall(input.decimalIndex());
      case 'h' -> stack.recall(input.unsignedByte());
      case 'j' -> stack.recall(input.unsignedInt());
      case 'c' -> stack.push(calls.named(new Global(input.line(), input.line())));
      case 0x93 -> stackGlobal();
      case 'R', 0x81 -> {
        List<Object> call = stack.pop(2);
        stack.push(calls.call(call.get(0), call.get(1)));
      }
      case 0x92 -> {
        List<Object> call = stack.pop(3);
        stack.push(calls.call(call.get(0), call.get(1)));
      }
      case 'i' -> {
        Object type = calls.named(new Global(input.line(), input.line()));
        stack.push(calls.call(type, new Sequence(Sequence.Kind.TUPLE, stack.popToMark())));
      }
      case 'o' -> oldObject();
      case 'b' -> build();
      case 'Q' -> stack.push(storages.named(stack.pop(), input));
      case 'P' -> throw input.unsupported("the identifier of a storage as a tuple", "as a text");
      case 0x82, 0x83, 0x84 ->
          throw input.unsupported("objects by their names", "the code of an extension registry");
      case 0x97, 0x98 -> throw input.unsupported("data in the pickle", "a buffer outside of it");
      default -> {
        return false;
      }
    }
    return true;
  }

  private void requireProtocol(int protocol) throws WeightsException {
    if (protocol > NEWEST_PROTOCOL) {
      throw input.unsupported("pickle protocol 0 to 5", Integer.toString(protocol));
    }
  }

  private void stackGlobal() throws WeightsException {
    List<Object> names = stack.pop(2);
    if (!(names.get(0) instanceof String module) || !(names.get(1) instanceof String name)) {
      throw input.malformed("the name of a module and of an object", "other values");
    }
    stack.push(calls.named(new Global(module, name)));
  }

  private void oldObject() throws WeightsException {
    List<Object> values = stack.popToMark();
    if (values.isEmpty()) {
      throw input.malformed("a class and its arguments", "nothing");
    }
    List<Object> arguments = values.subList(1, values.size());
    stack.push(calls.call(values.get(0), new Sequence(Sequence.Kind.TUPLE, arguments)));
  }

  /** Leaves out the state of an object: only attributes beside the content are there. */
  private void build() throws WeightsException {
    stack.pop();
    Object owner = stack.peek();
    if (!(owner instanceof Dictionary
        || owner instanceof Inert
        || owner instanceof StridedTensor)) {
      throw input.malformed("an object that may have a state", TensorCalls.describe(owner));
    }
  }

  /** Runs the opcodes that build and fill containers. */
  private boolean container(int opcode) throws WeightsException {
    switch (opcode) {
      case '}' -> stack.push(new Dictionary());
      case 'd' -> {
        Dictionary dictionary = new Dictionary();
        set(dictionary, stack.popToMark());
        stack.push(dictionary);
      }
      case 's' -> {
        List<Object> entry = stack.pop(2);
        set(stack.peek(), entry);
      }
      case 'u' -> {
        List<Object> entries = stack.popToMark();
        set(stack.peek(), entries);
      }
      case ']' -> stack.push(new Sequence(Sequence.Kind.LIST));
      case 'l' -> stack.push(new Sequence(Sequence.Kind.LIST, stack.popToMark()));
      case 0x8f -> stack.push(new Sequence(Sequence.Kind.SET));
      case 0x91 -> stack.push(new Sequence(Sequence.Kind.SET, stack.popToMark()));
      case 'a' -> {
        List<Object> items = Collections.singletonList(stack.pop());
        add(stack.peek(), items);
      }
      case 'e', 0x90 -> {
        List<Object> items = stack.popToMark();
        add(stack.peek(), items);
      }
      case ')' -> stack.push(new Sequence(Sequence.Kind.TUPLE));
      case 't' -> stack.push(new Sequence(Sequence.Kind.TUPLE, stack.popToMark()));
      case 0x85, 0x86, 0x87 ->
          stack.push(new Sequence(Sequence.Kind.TUPLE, stack.pop(opcode - 0x84)));
      default -> {
        return false;
      }
    }
    return true;
  }

  private void set(Object target, List<Object> keysAndValues) throws WeightsException {
    if (keysAndValues.size() % 2 != 0) {
      throw input.malformed("a value for every key", keysAndValues.size() + " keys and values");
    }
    if (target instanceof Dictionary dictionary) {
      dictionary.setAll(keysAndValues);
    } else if (!(target instanceof Inert)) {
      throw input.malformed("a dictionary to set entries of", TensorCalls.describe(target));
    }
  }

  private void add(Object target, List<Object> items) throws WeightsException {
    if (target instanceof Sequence sequence && !sequence.isTuple()) {
      sequence.addAll(items);
    } else if (!(target instanceof Inert)) {
      throw input.malformed("a list to add to", TensorCalls.describe(target));
    }
  }
}
