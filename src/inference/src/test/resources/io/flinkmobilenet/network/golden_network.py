"""Writes golden-network.csv: logits of seeded MobileNetV2s, width 0.35 at 32 px, in float64.

Independent of the Java code: numpy only, maps [C, H, W], padding and batch normalisation as steps of
their own. Weights and pictures are those of SeededParameters.java.

    python3 golden_network.py > golden-network.csv
"""

import numpy as np

MASK = (1 << 64) - 1
EPSILON = 1e-3
CHANNELS = [16, 8, 8, 16, 24, 32, 56, 112]  # 32, 16, 24, 32, 64, 96, 160, 320 at width 0.35
BOTTLENECKS = [(8, 2, 2), (16, 3, 2), (24, 4, 2), (32, 3, 1), (56, 3, 2), (112, 1, 1)]
CLASSES = 21
MEAN = np.array([0.485, 0.456, 0.406], np.float32).astype(np.float64)
STD = np.array([0.229, 0.224, 0.225], np.float32).astype(np.float64)
RESCALE = np.float64(np.float32(1) / np.float32(255))


def units(seed, count):
    """Uniform in [-1, 1): SplitMix64, the upper 24 bits."""
    state = (np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)) + np.uint64(seed)
    z = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    z = z ^ (z >> np.uint64(31))
    return (z >> np.uint64(40)).astype(np.float64) / (1 << 23) - 1


def tensor(name, *shape):
    seed = 0xCBF29CE484222325
    for byte in name.encode():
        seed = ((seed ^ byte) * 0x100000001B3) & MASK
    count = int(np.prod(shape))
    spread = 0.5 if len(shape) == 1 else np.sqrt(6.0 / (count // shape[0]))
    centre = 1 if name.endswith(("normalization.weight", "running_var")) else 0
    values = (centre + spread * units(seed, count)).astype(np.float32)
    return values.astype(np.float64).reshape(shape)


def pad(x, stride, symmetric):
    if symmetric:
        return np.pad(x, ((0, 0), (1, 1), (1, 1)))
    total = [max((-(-n // stride) - 1) * stride + 3 - n, 0) for n in x.shape[1:]]
    return np.pad(x, [(0, 0)] + [(t // 2, t - t // 2) for t in total])


def windows(x, stride):
    view = np.lib.stride_tricks.sliding_window_view(x, (3, 3), axis=(1, 2))
    return view[:, ::stride, ::stride]


def normalised(x, name, clamp):
    channels = x.shape[0]
    p = [
        tensor(f"mobilenet_v2.{name}.normalization.{part}", channels)[:, None, None]
        for part in ("weight", "bias", "running_mean", "running_var")
    ]
    y = (x - p[2]) / np.sqrt(p[3] + EPSILON) * p[0] + p[1]
    return np.clip(y, 0, 6) if clamp else y


def weights(name, *shape):
    return tensor(f"mobilenet_v2.{name}.convolution.weight", *shape)


def pointwise(x, name, filters, clamp):
    w = weights(name, filters, x.shape[0], 1, 1)[:, :, 0, 0]
    return normalised(np.einsum("nc,chw->nhw", w, x), name, clamp)


def depthwise(x, name, stride, symmetric):
    w = weights(name, x.shape[0], 1, 3, 3)[:, 0]
    y = np.einsum("cij,chwij->chw", w, windows(pad(x, stride, symmetric), stride))
    return normalised(y, name, True)


def logits(seed, size, symmetric):
    pixels = np.floor((units(seed, size * size * 3) + 1) * 128).reshape(size, size, 3)
    x = ((pixels * RESCALE - MEAN) / STD).transpose(2, 0, 1)
    name = "conv_stem.first_conv"
    w = weights(name, CHANNELS[0], 3, 3, 3)
    x = normalised(np.einsum("ncij,chwij->nhw", w, windows(pad(x, 2, symmetric), 2)), name, True)
    x = depthwise(x, "conv_stem.conv_3x3", 1, symmetric)
    x = pointwise(x, "conv_stem.reduce_1x1", CHANNELS[1], False)
    index = 0
    for filters, repeats, first_stride in BOTTLENECKS:
        for repeat in range(repeats):
            stride = first_stride if repeat == 0 else 1
            y = pointwise(x, f"layer.{index}.expand_1x1", 6 * x.shape[0], True)
            y = depthwise(y, f"layer.{index}.conv_3x3", stride, symmetric)
            y = pointwise(y, f"layer.{index}.reduce_1x1", filters, False)
            x = x + y if stride == 1 and x.shape == y.shape else y
            index += 1
    x = pointwise(x, "conv_1x1", 1280, True).mean(axis=(1, 2))
    return tensor("classifier.weight", CLASSES, 1280) @ x + tensor("classifier.bias", CLASSES)


if __name__ == "__main__":
    print("padding,size,seed," + ",".join(f"logit{i}" for i in range(CLASSES)))
    for padding in ("TENSORFLOW", "SYMMETRIC"):
        for size in (32, 47):
            for seed in (1, 2):
                values = logits(seed, size, padding == "SYMMETRIC")
                print(f"{padding},{size},{seed}," + ",".join(f"{v:.9f}" for v in values))
