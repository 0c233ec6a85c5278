package io.flinkmobilenet.weights.pytorch;

import io.flinkmobilenet.weights.WeightsException;
import java.util.List;
import java.util.Optional;

/**
 * What the names in a pickle stand for, and what comes of calling them. No name that is missing
 * here means anything: the pickle is refused.
 */
final class Calls {
  private static final String ADVICE =
      " (to leave Python's own objects out, save the weights alone:"
          + " torch.save(model.state_dict(), FILE))";

  /** Longest name; the same long text can be used many times. */
  private static final int MAX_NAME = 200;

  /** Most values that calls copy, because a few bytes can ask for a copy of a long list. */
  private static final int MAX_COPIED = 1 << 20;

  private final PickleInput input;
  private final TensorCalls tensors;
  private int copied;

  Calls(PickleInput input) {
    this.input = input;
    this.tensors = new TensorCalls(input);
  }

  /** Returns the value of a name: an element type, a class or function to be called. */
  Object named(Global name) throws WeightsException {
    if (name.module().length() + name.name().length() > MAX_NAME) {
      throw input.unsupported("a name of at most " + MAX_NAME + " letters", "a longer one");
    }
    Optional<ElementType> dtype = ElementType.ofDtype(name);
    if (dtype.isPresent()) {
      return dtype.get();
    }
    if (ElementType.ofStorage(name).isPresent() || isKnown(name) || name.mayBeInert()) {
      return name;
    }
    if (name.isOtherTensor()) {
      throw input.unsupported("dense tensors of floats, integers or truth values", name.toString());
    }
    if (name.isLayer()) {
      throw input.unsupported(
          "the state dict of a network", "a whole network, made of " + name + ADVICE);
    }
    throw input.unsupported(
        "tensors, numbers, texts and containers", "the Python object " + name + ADVICE);
  }

  private static boolean isKnown(Global name) {
    return switch (name.toString()) {
      case "collections.OrderedDict",
          "collections.defaultdict",
          "collections.Counter",
          "builtins.dict",
          "__builtin__.dict",
          "builtins.list",
          "__builtin__.list",
          "builtins.set",
          "__builtin__.set",
          "builtins.frozenset",
          "__builtin__.frozenset",
          "torch.Size",
          "torch.device",
          "torch._utils._rebuild_tensor",
          "torch._utils._rebuild_tensor_v2",
          "torch._utils._rebuild_tensor_v3",
          "torch._utils._rebuild_parameter",
          "torch._utils._rebuild_parameter_with_state",
          "torch._tensor._rebuild_from_type_v2",
          "torch.Tensor",
          "torch.nn.parameter.Parameter",
          "torch.nn.parameter.Buffer" ->
          true;
      default -> false;
    };
  }

  /** Returns the result of a call, which is computed here and nowhere else. */
  Object call(Object callee, Object argument) throws WeightsException {
    if (!(callee instanceof Global function)) {
      throw input.malformed("the name of a function to call", TensorCalls.describe(callee));
    }
    if (!(argument instanceof Sequence tuple) || !tuple.isTuple()) {
      throw input.malformed(
          "a tuple as the arguments of " + function, TensorCalls.describe(argument));
    }
    List<Object> arguments = tuple.items();
    return switch (function.toString()) {
      case "torch._utils._rebuild_tensor", "torch._utils._rebuild_tensor_v2" ->
          tensors.tensor(function, arguments, false);
      case "torch._utils._rebuild_tensor_v3" -> tensors.tensor(function, arguments, true);
      case "torch._utils._rebuild_parameter",
          "torch._utils._rebuild_parameter_with_state",
          "torch.nn.parameter.Parameter" ->
          parameter(function, arguments);
      case "torch._tensor._rebuild_from_type_v2" -> ofType(function, arguments);
      case "torch.Size" -> size(arguments);
      case "torch.device" -> new Inert(function);
      case "collections.OrderedDict", "builtins.dict", "__builtin__.dict" -> dictionary(arguments);
      case "collections.defaultdict" -> new Dictionary();
      case "collections.Counter" -> dictionary(arguments);
      case "builtins.set", "__builtin__.set", "builtins.frozenset", "__builtin__.frozenset" ->
          new Sequence(Sequence.Kind.SET, items(arguments));
      case "builtins.list", "__builtin__.list" ->
          new Sequence(Sequence.Kind.LIST, items(arguments));
      default -> inert(function);
    };
  }

  private Object inert(Global function) throws WeightsException {
    if (function.mayBeInert()) {
      return new Inert(function);
    }
    throw input.unsupported("a function that rebuilds a value", "a call of " + function);
  }

  private Object parameter(Global function, List<Object> arguments) throws WeightsException {
    if (arguments.isEmpty() || !(arguments.get(0) instanceof StridedTensor)) {
      throw input.malformed("a tensor as the first argument of " + function, "another value");
    }
    return arguments.get(0);
  }

  /** A tensor of a class of its own: function, class, arguments of the function, state. */
  private Object ofType(Global function, List<Object> arguments) throws WeightsException {
    if (arguments.size() < 3
        || !(arguments.get(0) instanceof Global rebuild)
        || !rebuild.module().equals("torch._utils")) {
      throw input.malformed("a function of torch._utils for " + function, "another value");
    }
    return call(rebuild, arguments.get(2));
  }

  private Object size(List<Object> arguments) throws WeightsException {
    return new Sequence(Sequence.Kind.TUPLE, items(arguments));
  }

  private List<Object> items(List<Object> arguments) throws WeightsException {
    if (arguments.size() == 1 && arguments.get(0) instanceof Sequence sequence) {
      count(sequence.items().size());
      return sequence.items();
    }
    return List.of();
  }

  private void count(int values) throws WeightsException {
    if (values > MAX_COPIED - copied) {
      throw input.unsupported("at most " + MAX_COPIED + " values that are copied", "more");
    }
    copied += values;
  }

  /** A dictionary from nothing, from another one, or from a list of pairs as Python 2 writes it. */
  private Object dictionary(List<Object> arguments) throws WeightsException {
    Dictionary dictionary = new Dictionary();
    if (arguments.size() == 1 && arguments.get(0) instanceof Dictionary other) {
      count(other.entries().size());
      for (var entry : other.entries().entrySet()) {
        dictionary.set(entry.getKey(), entry.getValue());
      }
      return dictionary;
    }
    for (Object item : items(arguments)) {
      if (!(item instanceof Sequence pair) || pair.items().size() != 2) {
        throw input.malformed("pairs of key and value", TensorCalls.describe(item));
      }
      dictionary.setAll(pair.items());
    }
    return dictionary;
  }
}
