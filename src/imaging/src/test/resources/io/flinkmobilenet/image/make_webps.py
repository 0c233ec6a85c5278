"""Makes webps.zip beside it: small WebP files of all kinds, and in list.tsv what libwebp makes of them.

Each line of list.tsv: name, width, height, CRC-32 of the RGB pixels, how the file was made. Pillow
gives the pixels; of still images dwebp has to give the same ones.

Run with Pillow 9.4, numpy, Debian's webp 1.2.4, libwebp-dev and gcc; photographs are cut out of the
images in the folder given: python make_webps.py FOLDER
"""

import pathlib
import random
import subprocess
import sys
import tempfile
import zipfile
import zlib

import numpy as np
from PIL import Image

HERE = pathlib.Path(__file__).parent
PHOTOS = sorted(pathlib.Path(sys.argv[1]).iterdir())
RANDOM = random.Random(13)
NOISE = np.random.RandomState(13)
KINDS = ("noise", "smooth", "photo", "photo", "photo")
FILES = []

# What cwebp has no options for.
ENCODER = r"""
#include <stdio.h>
#include <stdlib.h>
#include <webp/encode.h>

int main(int count, char** arguments) {
  WebPConfig config;
  WebPPicture image;
  WebPConfigInit(&config);
  WebPPictureInit(&image);
  config.quality = atoi(arguments[1]);
  config.partitions = atoi(arguments[2]);
  config.segments = atoi(arguments[3]);
  config.filter_type = atoi(arguments[4]);
  config.filter_strength = atoi(arguments[5]);
  config.filter_sharpness = atoi(arguments[6]);
  config.sns_strength = atoi(arguments[7]);
  config.method = atoi(arguments[8]);
  image.width = atoi(arguments[9]);
  image.height = atoi(arguments[10]);
  size_t size = 3 * image.width * image.height;
  uint8_t* rgb = malloc(size);
  if (fread(rgb, 1, size, stdin) != size) return 1;
  WebPMemoryWriter writer;
  WebPMemoryWriterInit(&writer);
  image.writer = WebPMemoryWrite;
  image.custom_ptr = &writer;
  if (!WebPPictureImportRGB(&image, rgb, 3 * image.width) || !WebPEncode(&config, &image)) return 2;
  fwrite(writer.mem, 1, writer.size, stdout);
  return 0;
}
"""


def size():
    return RANDOM.randint(1, 70), RANDOM.randint(1, 70)


def kind():
    return RANDOM.choice(KINDS)


def pixels(width, height, what):
    """RGBA [height, width, 4]: noise, waves, a part of a photograph, or blocks of a palette's colours."""
    if what == "noise":
        return NOISE.randint(0, 256, (height, width, 4)).astype(np.uint8)
    y, x = np.mgrid[0:height, 0:width]
    if what == "smooth":
        k = NOISE.rand(4, 3) * 8
        waves = [
            128 + 100 * np.sin(a * x / 9 + b * y / 7 + c) + NOISE.randint(-9, 10, (height, width)) for a, b, c in k
        ]
        return np.stack(waves, -1).clip(0, 255).astype(np.uint8)
    if what == "photo":
        image = Image.open(RANDOM.choice(PHOTOS)).convert("RGB")
        scale = RANDOM.choice([1, 2, 4])
        left = RANDOM.randrange(max(1, image.width - width * scale))
        top = RANDOM.randrange(max(1, image.height - height * scale))
        part = image.crop((left, top, left + width * scale, top + height * scale))
        rgba = np.array(part.resize((width, height), Image.LANCZOS).convert("RGBA"))
        rgba[..., 3] = (x * 7 + y * 3) % 256
        return rgba
    colours = int(what)
    palette = NOISE.randint(0, 256, (colours, 4)).astype(np.uint8)
    blocks = NOISE.randint(0, colours, (height // 3 + 1, width // 3 + 1))
    return palette[blocks.repeat(3, 0).repeat(3, 1)[:height, :width]]


def run(*command, **options):
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, **options).stdout


def add(data, how):
    FILES.append((f"{len(FILES):03d}.webp", data, how))


def cwebp(folder, rgba, *options, alpha=False):
    """A file in the temporary folder."""
    source, made = folder / "in.png", folder / "out.webp"
    Image.fromarray(rgba if alpha else rgba[..., :3]).save(source)
    run("cwebp", "-quiet", *options, source, "-o", made)
    return made


def still(folder, rgba, *options, alpha=False):
    add(cwebp(folder, rgba, *options, alpha=alpha).read_bytes(), " ".join(map(str, options)))


def lossy(folder):
    for edge in range(1, 20):
        other = RANDOM.choice([1, 2, 3, 15, 16, 17, 18, 33])
        still(folder, pixels(edge, other, kind()), "-q", RANDOM.randint(0, 100))
        still(folder, pixels(other, edge, kind()), "-q", RANDOM.randint(0, 100))
    for quality in range(0, 101, 2):
        still(folder, pixels(*size(), kind()), "-q", quality, "-m", RANDOM.randint(0, 6))
    for quality in range(1, 101, 4):
        options = ("-alpha_filter", RANDOM.choice(["none", "fast", "best"]), "-alpha_method", RANDOM.randint(0, 1))
        options += ("-q", quality, "-alpha_q", RANDOM.choice([0, 30, 70, 100]))
        still(folder, pixels(*size(), kind()), *options, alpha=True)
    for strength in range(0, 101, 5):
        options = ("-f", strength, "-sharpness", RANDOM.randint(0, 7), RANDOM.choice(["-strong", "-nostrong"]))
        still(folder, pixels(*size(), kind()), "-q", RANDOM.choice([5, 30, 60]), *options)
    for sharpness in range(8):
        for strong in ("-strong", "-nostrong"):
            options = ("-q", RANDOM.choice([5, 20, 50]), "-f", RANDOM.randint(20, 100))
            still(folder, pixels(*size(), "photo"), *options, "-sharpness", sharpness, strong)
    for segments in range(1, 5):
        for _ in range(5):
            options = ("-sns", RANDOM.choice([0, 50, 80, 100]), "-f", RANDOM.randint(0, 100))
            still(folder, pixels(*size(), kind()), "-q", RANDOM.randint(0, 90), "-segments", segments, *options)
    for preset in ("default", "photo", "picture", "drawing", "icon", "text"):
        still(folder, pixels(*size(), kind()), "-preset", preset, "-q", RANDOM.randint(0, 100), "-mt", "-pass", 5)
    for option in ("-sharp_yuv", "-jpeg_like", "-low_memory", "-af"):
        still(folder, pixels(*size(), kind()), "-q", RANDOM.randint(0, 100), option)
    for quality in (0, 0, 1, 2, 3):
        still(folder, pixels(*size(), "noise"), "-q", quality, "-m", 6)


def partitions(folder):
    (folder / "encoder.c").write_text(ENCODER)
    run("gcc", "-o", folder / "encoder", folder / "encoder.c", "-lwebp")
    for count in range(4):
        for simple in range(2):
            for _ in range(4):
                width, height = size()
                rgb = np.ascontiguousarray(pixels(width, height, kind())[..., :3])
                options = (RANDOM.randint(0, 90), count, RANDOM.randint(1, 4), 1 - simple)
                options += (RANDOM.randint(0, 100), RANDOM.randint(0, 7), RANDOM.randint(0, 100), RANDOM.randint(0, 6))
                data = run(folder / "encoder", *options, width, height, input=rgb.tobytes())
                add(data, "encoder " + " ".join(map(str, options)))


def lossless(folder):
    for effort in range(10):
        for what in ("noise", "smooth", "photo", "2", "4", "16", "200"):
            width, height = (RANDOM.randint(1, 40), RANDOM.randint(1, 40)) if what == "noise" else size()
            still(folder, pixels(width, height, what), "-z", effort, alpha=RANDOM.random() < 0.3)
    for level in (0, 20, 40, 60, 80):
        still(folder, pixels(*size(), "photo"), "-near_lossless", level)
    for _ in range(12):
        options = ("-lossless", "-exact", "-m", RANDOM.randint(0, 6), "-q", RANDOM.randint(0, 100))
        still(folder, pixels(*size(), RANDOM.choice(["smooth", "photo", "9"])), *options, alpha=True)
    for colours in (1, 2, 3, 4, 5, 15, 16, 17, 40, 255, 256):
        alpha = RANDOM.random() < 0.5
        still(folder, pixels(*size(), colours), "-lossless", "-q", RANDOM.randint(0, 100), alpha=alpha)
    for width, height in ((1, 1), (1, 2), (2, 1), (3, 1), (1, 70), (70, 1), (2, 2), (7, 5), (64, 64)):
        still(folder, pixels(width, height, kind()), "-lossless", alpha=RANDOM.random() < 0.5)


def animations(folder):
    """First frames of all sizes anywhere on their canvas, with and without alpha and blending."""
    for i in range(16):
        frames = []
        for frame in range(2):
            width, height = RANDOM.randint(1, 40), RANDOM.randint(1, 40)
            options = ("-lossless", "-exact") if RANDOM.random() < 0.4 else ("-q", RANDOM.randint(10, 90))
            made = cwebp(folder, pixels(width, height, kind()), *options, alpha=RANDOM.random() < 0.6)
            path = made.rename(folder / f"frame-{frame}.webp")
            where = f"+100+{2 * RANDOM.randint(0, 15)}+{2 * RANDOM.randint(0, 15)}"
            frames += ["-frame", path, where + RANDOM.choice(["+0+b", "+0-b", "+1+b", "+1-b"])]
        run("webpmux", *frames, "-bgcolor", "255,10,200,30", "-o", folder / "animation.webp")
        how = "webpmux" + "".join(f" {part}" for part in frames if not isinstance(part, pathlib.Path))
        add((folder / "animation.webp").read_bytes(), how)


def large(folder):
    """Images by which memory is measured."""
    y, x = np.mgrid[0:1000, 0:1500]
    rgba = np.stack([x // 6, y // 4, (x + y) // 10, 0 * x], -1).astype(np.uint8)
    for name, options in (("lossy", ("-q", 30)), ("lossless", ("-z", 6))):
        FILES.append((f"large-{name}.webp", cwebp(folder, rgba, *options).read_bytes(), " ".join(map(str, options))))


def expected(folder, data):
    path = folder / "made.webp"
    path.write_bytes(data)
    image = Image.open(path)
    rgb = image.convert("RGB").tobytes()
    if not getattr(image, "is_animated", False):
        ppm = run("dwebp", "-quiet", "-ppm", path, "-o", "-")
        if ppm[-len(rgb) :] != rgb:
            raise ValueError("Pillow and dwebp differ")
    return image.width, image.height, zlib.crc32(rgb)


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        lossy(folder)
        partitions(folder)
        lossless(folder)
        animations(folder)
        large(folder)
        lines = []
        with zipfile.ZipFile(HERE / "webps.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for name, data, how in FILES:
                width, height, crc = expected(folder, data)
                lines.append(f"{name}\t{width}\t{height}\t{crc:08x}\t{how}\n")
                archive.writestr(zipfile.ZipInfo(name), data)
            archive.writestr(zipfile.ZipInfo("list.tsv"), "".join(lines), zipfile.ZIP_DEFLATED)


main()
