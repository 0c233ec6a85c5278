package io.flinkmobilenet.weights.pytorch;

import io.flinkmobilenet.weights.NamedTensors;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** Writes state dicts as {@code torch.save} does, for tests of other packages. */
public final class StateDictFiles {
  private StateDictFiles() {}

  /** Returns a file with float32 tensors, each in a storage of its own. */
  public static byte[] of(NamedTensors tensors) {
    PickleWriter pickle = TorchFiles.stateDict();
    Map<String, byte[]> storages = new LinkedHashMap<>();
    for (String name : tensors.names()) {
      float[] values = tensors.tensor(name).values();
      int rank = tensors.shape(name).rank();
      int[] size = IntStream.range(0, rank).map(tensors.shape(name)::extent).toArray();
      String key = Integer.toString(storages.size());
      pickle.text(name).tensor("FloatStorage", key, values.length, 0, size, strides(size));
      storages.put("data/" + key, TorchFiles.floats(values));
    }
    return TorchFiles.zip(TorchFiles.end(pickle), storages);
  }

  private static int[] strides(int[] size) {
    int[] strides = new int[size.length];
    int stride = 1;
    for (int axis = size.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= size[axis];
    }
    return strides;
  }
}
