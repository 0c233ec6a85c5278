package io.flinkmobilenet.weights.pytorch;

import java.util.Set;

/**
 * The name of a Python class, function or constant. It stays a name: nothing is looked up or run.
 *
 * @param module dotted name of the module
 * @param name name within it
 */
record Global(String module, String name) {
  /** Modules whose objects may lie in a checkpoint beside the tensors, as {@link Inert}. */
  private static final Set<String> INERT_ROOTS =
      Set.of(
          "addict",
          "easydict",
          "fvcore",
          "lightning",
          "lightning_fabric",
          "ml_collections",
          "mmcv",
          "mmengine",
          "omegaconf",
          "pytorch_lightning",
          "timm",
          "transformers",
          "yacs");

  /** Objects of Python itself, of NumPy and of PyTorch that may be there as well. */
  private static final Set<String> INERT =
      Set.of(
          "argparse.Namespace",
          "types.SimpleNamespace",
          "_codecs.encode",
          "copyreg._reconstructor",
          "copy_reg._reconstructor",
          "builtins.object",
          "__builtin__.object",
          "builtins.complex",
          "builtins.range",
          "builtins.slice",
          "builtins.bytearray",
          "__builtin__.bytearray",
          "__builtin__.long",
          "__builtin__.unicode",
          "builtins.int",
          "builtins.float",
          "builtins.str",
          "builtins.bool",
          "__builtin__.int",
          "__builtin__.float",
          "datetime.date",
          "datetime.datetime",
          "datetime.timedelta",
          "datetime.timezone",
          "decimal.Decimal",
          "pathlib.Path",
          "pathlib.PosixPath",
          "pathlib.PurePosixPath",
          "pathlib.WindowsPath",
          "pathlib.PureWindowsPath",
          "pathlib._local.PosixPath",
          "pathlib._local.WindowsPath",
          "uuid.UUID",
          "typing.Any",
          "numpy.dtype",
          "numpy.ndarray",
          "numpy.core.multiarray.scalar",
          "numpy._core.multiarray.scalar",
          "numpy.core.multiarray._reconstruct",
          "numpy._core.multiarray._reconstruct",
          "numpy._core.numeric._frombuffer",
          "numpy.core.numeric._frombuffer",
          "torch.Generator",
          "torch.serialization._get_layout");

  /** Returns whether an object of this class may be kept as a placeholder. */
  boolean mayBeInert() {
    int dot = module.indexOf('.');
    return INERT_ROOTS.contains(dot < 0 ? module : module.substring(0, dot))
        || module.equals("torch.optim")
        || module.startsWith("torch.optim.")
        || module.startsWith("torch.amp.")
        || module.startsWith("torch.cuda.amp.")
        || module.startsWith("numpy.dtypes")
        || INERT.contains(toString());
  }

  /** Returns whether this belongs to a sparse, quantised, complex or other unusual tensor. */
  boolean isOtherTensor() {
    return module.equals("torch._utils") && name.startsWith("_rebuild_")
        || module.equals("torch") && name.endsWith("Storage")
        || module.equals("torch") && name.matches("q?u?int\\d+|complex\\d+|float\\d\\w*");
  }

  /** Returns whether this is a layer of PyTorch, which a state dict never holds. */
  boolean isLayer() {
    return module.startsWith("torch.nn.modules.")
        || module.startsWith("torchvision.models.")
        || module.startsWith("torch.nn.parallel.");
  }

  /** Returns the name as in Python: {@code torch._utils._rebuild_tensor_v2}; messages print it. */
  @Override
  public String toString() {
    String full = module + "." + name;
    return full.length() <= 200 && full.matches("[\\w.]+") ? full : "with a name of other letters";
  }
}
