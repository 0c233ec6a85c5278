"""Makes the pictures beside it, and in expected.tsv and resized.tsv what Pillow makes of them.

Run with Pillow 12.3.0: python make_fixtures.py
"""

import hashlib
import io
import itertools
import pathlib
import random
import struct
import subprocess
import zlib

from PIL import Image, ImageFile, ImageOps

HERE = pathlib.Path(__file__).parent
RANDOM = random.Random(7)
WIDTH, HEIGHT = 19, 13


def smooth(mode, width=WIDTH, height=HEIGHT):
    """Gradients with a little noise, as photographs have them."""
    bands = len(Image.new(mode, (1, 1)).getbands())
    image = Image.new(mode, (width, height))
    for x, y in itertools.product(range(width), range(height)):
        levels = (13 * x + 3 * y, 230 - 11 * x, 18 * y, 255 - 9 * (x + y) // 2)
        pixel = tuple(max(0, min(255, v + RANDOM.randint(-9, 9))) for v in levels[:bands])
        image.putpixel((x, y), pixel if bands > 1 else pixel[0])
    return image


def save(name, image, **options):
    buffer = io.BytesIO()
    image.save(buffer, name.split(".")[-1].replace("jpg", "jpeg"), **options)
    write(name, buffer.getvalue())
    return buffer.getvalue()


def write(name, data):
    (HERE / name).write_bytes(data)


def exif(orientation, order="II"):
    e = ">" if order == "MM" else "<"
    return (
        b"Exif\0\0" + order.encode() + struct.pack(e + "HI", 42, 8)
        + struct.pack(e + "HHHIHHI", 1, 0x112, 3, 1, orientation, 0, 0)
    )


def jpegs():
    rgb = smooth("RGB")
    for name, sampling in (("444", 0), ("422", 1), ("420", 2)):
        save(f"baseline-{name}.jpg", rgb, quality=90, subsampling=sampling)
        save(f"progressive-{name}.jpg", rgb, quality=90, subsampling=sampling, progressive=True)
    save("restarts.jpg", rgb, quality=90, restart_marker_blocks=1)
    save("rgb.jpg", rgb, quality=90, keep_rgb=True)
    save("grey.jpg", smooth("L"), quality=90)
    save("grey-progressive.jpg", smooth("L"), quality=90, progressive=True)
    save("profile.jpg", rgb, quality=90, icc_profile=b"no profile at all" * 9)
    save("comment.jpg", rgb, quality=90, comment=b"\xff\xd9 looks like an end")
    cmyk = save("cmyk.jpg", smooth("CMYK"), quality=90)
    at = cmyk.index(b"Adobe") + 11
    assert cmyk[at] == 0
    write("ycck.jpg", cmyk[:at] + b"\2" + cmyk[at + 1 :])
    write("cmyk-unmarked.jpg", cmyk[: at - 15] + cmyk[at + 1 :])
    for orientation in range(1, 9):
        block = exif(orientation, "MM" if orientation % 2 else "II")
        save(f"orientation-{orientation}.jpg", rgb, quality=90, exif=block)


def segments(data):
    """The segments of a JPEG file before its scan, without the start marker, and the rest."""
    at, found = 2, []
    while data[at + 1] != 0xDA:
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        found.append(data[at:end])
        at = end
    return found, data[at:]


def without_tables(data, kept=(), first=b""):
    """A JPEG file without its Huffman tables but those kept, as cameras write motion JPEG."""
    found, rest = segments(data)
    chosen = [s for s in found if s[1] not in (0xC4, 0xE0) or s[1] == 0xC4 and s[4] in kept]
    return data[:2] + first + b"".join(chosen) + rest


def with_ids(data, ids, selectors):
    """A JPEG file with other component ids in its frame and its scan."""
    changed = bytearray(data)
    frame, scan = data.index(b"\xff\xc0"), data.index(b"\xff\xda")
    for i in range(3):
        changed[frame + 10 + 3 * i] = ids[i]
        changed[scan + 5 + 2 * i] = selectors[i]
    return bytes(changed)


def odd_jpegs():
    """What breaks the rules and is shown by libjpeg-turbo all the same."""
    avi1 = b"\xff\xe0\0\x10AVI1" + bytes(10)
    for name, first in (("grey", b""), ("baseline-422", b""), ("baseline-420", avi1), ("restarts", avi1)):
        data = (HERE / f"{name}.jpg").read_bytes()
        write(f"motion-{name}.jpg", without_tables(data, first=first))
    rgb = (HERE / "baseline-420.jpg").read_bytes()
    for table in (0x00, 0x10, 0x01, 0x11):
        write(f"motion-only-{table:02x}.jpg", without_tables(rgb, kept=(table,)))
    write("same-ids.jpg", with_ids(rgb, (1, 1, 1), (1, 1, 1)))
    write("same-chroma-ids.jpg", with_ids(rgb, (1, 2, 2), (1, 2, 2)))
    write("no-end.jpg", rgb[:-2])
    write("no-end-but-ff.jpg", rgb[:-1])
    write("no-end-zeros.jpg", rgb[:-2] + bytes(60))
    write("no-end-comment.jpg", rgb[:-2] + b"\xff\xfe\0\x20cut")
    write("no-end-progressive.jpg", (HERE / "progressive-420.jpg").read_bytes()[:-2] + b"\0\0")


def arithmetic_jpegs():
    """Written anew by libjpeg-turbo's jpegtran, as Pillow only reads arithmetic coding.

    arithmetic-conditioning.jpg comes from a program of its own: cjpeg has no options for
    arith_dc_L = 2, arith_dc_U = 4 and arith_ac_K = 9.
    """
    runs = {
        "arithmetic": ("baseline-420", ()),
        "arithmetic-444": ("baseline-444", ()),
        "arithmetic-grey": ("grey", ("-restart", "1B")),
        "arithmetic-progressive": ("baseline-420", ("-progressive",)),
        "arithmetic-progressive-restarts": ("baseline-422", ("-progressive", "-restart", "2B")),
        "arithmetic-cmyk": ("cmyk", ()),
    }
    for name, (source, options) in runs.items():
        data = (HERE / f"{source}.jpg").read_bytes()
        run = subprocess.run(["jpegtran", "-arithmetic", *options], input=data, capture_output=True, check=True)
        write(f"{name}.jpg", run.stdout)


def chunk(kind, data):
    checksum = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + checksum


def png_rows(width, height, bits, left, top, right, down, image_width, filters=b"\0"):
    rows, filter_of_row = b"", itertools.cycle(filters)
    for y in range(top, height, down):
        row, filled, packed = b"", 0, 0
        for x in range(left, width, right):
            # Bits of a pixel come from its place, so that a misplaced one shows.
            value = random.Random(y * image_width + x).getrandbits(bits)
            packed, filled = packed << bits | value, filled + bits
            while filled >= 8:
                row += bytes([packed >> (filled - 8) & 255])
                filled -= 8
        if filled:
            row += bytes([packed << (8 - filled) & 255])
        if row:
            rows += bytes([next(filter_of_row)]) + row
    return rows


ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


def png(kind, depth, interlaced, before=b"", after=b"", filters=b"\0"):
    bits = depth * {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[kind]
    passes = ADAM7 if interlaced else ((0, 0, 1, 1),)
    width, height = 11, 9
    rows = b"".join(png_rows(width, height, bits, *p, width, filters) for p in passes)
    header = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, interlaced)
    data = zlib.compress(rows, 9)
    half = len(data) // 2
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + before
        + chunk(b"IDAT", data[:half]) + chunk(b"IDAT", data[half:]) + after + chunk(b"IEND", b"")
    )


def pngs():
    names = {0: "grey", 2: "rgb", 3: "palette", 4: "grey-alpha", 6: "rgb-alpha"}
    depths = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
    for kind, name in names.items():
        for depth in depths[kind]:
            colours = bytes(random.Random(depth).getrandbits(8) for _ in range(3 << depth)) if kind == 3 else b""
            before = chunk(b"PLTE", colours) if kind == 3 else b""
            for interlaced in (0, 1):
                data = png(kind, depth, interlaced, before)
                write(f"{name}-{depth}{'-interlaced' if interlaced else ''}.png", data)
    colours = chunk(b"PLTE", bytes(range(30, 120)))
    write("palette-transparent.png", png(3, 4, 0, colours + chunk(b"tRNS", bytes([0, 9, 200]))))
    write("palette-short.png", png(3, 8, 0, colours))
    write("grey-transparent.png", png(0, 8, 0, chunk(b"tRNS", b"\0\7")))
    write("rgb-transparent.png", png(2, 8, 0, chunk(b"tRNS", b"\0\7\0\7\0\7")))
    write("gamma.png", png(2, 8, 0, chunk(b"gAMA", struct.pack(">I", 100000))))
    write("profile.png", png(0, 8, 0, chunk(b"iCCP", b"x\0\0" + zlib.compress(b"no profile"))))
    write("orientation-6.png", png(2, 8, 0, after=chunk(b"eXIf", exif(6)[6:])))
    save("filtered.png", smooth("RGB"), optimize=True)


def odd_pngs():
    """Every filter on every number of bytes a pixel, in rows with none above and below others."""
    names = {0: "grey", 2: "rgb", 3: "palette", 4: "grey-alpha", 6: "rgb-alpha"}
    for kind, depth, interlaced in ((0, 1, 0), (0, 8, 0), (4, 8, 0), (2, 8, 0), (6, 8, 0), (2, 16, 0), (6, 16, 1), (3, 4, 1), (2, 8, 1)):
        colours = chunk(b"PLTE", bytes(range(40, 88))) if kind == 3 else b""
        for filters in (b"\1\2\3\4\0", b"\4\3\2\1", b"\3\4", b"\2\4\3"):
            number = "".join(map(str, filters))
            write(f"filters-{number}-{names[kind]}-{depth}.png", png(kind, depth, interlaced, colours, filters=filters))
    whole = png(2, 8, 0)
    write("no-end.png", whole[:-12])
    write("no-end-and-no-checksum.png", whole[:-18])
    write("no-end-zeros.png", whole[:-12] + bytes(40))
    write("no-end-but-length.png", whole[:-12] + b"\0\0\0\0")


def lzw(minimum, codes):
    """Codes as their decoder expects them, whose size grows with its table."""
    clear, packed, filled = 1 << minimum, 0, 0
    size, free, fresh = minimum + 1, (1 << minimum) + 2, True
    for code in codes:
        packed, filled = packed | code << filled, filled + size
        if code == clear:
            size, free, fresh = minimum + 1, clear + 2, True
        elif fresh:
            fresh = False
        elif free < 4096:
            free += 1
            if free == 1 << size and size < 12:
                size += 1
    return packed.to_bytes((filled + 7) // 8, "little")


def gif(width, height, minimum, codes, before=b"", colours=None, end=b"\0;", more=b""):
    colours = colours or bytes(random.Random(3).getrandbits(8) for _ in range(768))
    size = (len(colours) // 3).bit_length() - 2
    data = lzw(minimum, codes) + more
    blocks = b"".join(bytes([len(data[i : i + 100])]) + data[i : i + 100] for i in range(0, len(data), 100))
    return (
        b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80 | size, 0, 0) + colours + before
        + b"," + struct.pack("<HHHHBB", 0, 0, width, height, 0, minimum) + blocks + end
    )


def odd_gifs():
    values = random.Random(9)
    pixels = [values.randrange(16) for _ in range(WIDTH * HEIGHT)]
    clear, stop = 16, 17
    write("clear-twice-at-start.gif", gif(WIDTH, HEIGHT, 4, [clear, clear, *pixels, stop]))
    write("clear-thrice-inside.gif", gif(WIDTH, HEIGHT, 4, [clear, *pixels[:60], clear, clear, clear, *pixels[60:], stop]))
    write("clear-at-end.gif", gif(WIDTH, HEIGHT, 4, [clear, *pixels, clear, stop]))
    write("no-clear.gif", gif(WIDTH, HEIGHT, 4, [*pixels, stop]))
    write("no-end-code.gif", gif(WIDTH, HEIGHT, 4, [clear, *pixels]))
    write("data-after-end-code.gif", gif(WIDTH, HEIGHT, 4, [clear, *pixels, stop, 3, 4, 5], more=b"more"))
    write("codes-beyond-the-frame.gif", gif(WIDTH, HEIGHT, 4, [clear, *pixels, *pixels[:9], stop]))
    write("no-terminator.gif", gif(WIDTH, HEIGHT, 4, [clear, *pixels, stop], end=b""))
    write("terminator-too-many.gif", gif(WIDTH, HEIGHT, 4, [clear, *pixels, stop], before=b"!\xfe\1x\0\0\0"))
    # Each code is the one about to be defined: 1, 2, 3, ... pixels.
    write("growing-strings.gif", gif(15, 7, 2, [4, 1, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 5]))
    for minimum in (1, 2, 7, 8, 9, 10, 11):
        wide = [values.randrange(1 << minimum) for _ in range(WIDTH * HEIGHT)]
        write(f"minimum-{minimum}.gif", gif(WIDTH, HEIGHT, minimum, [1 << minimum, *wide, (1 << minimum) + 1]))
    many = [values.randrange(256) for _ in range(50 * 45)]
    write("deferred-clear.gif", gif(50, 45, 11, [2048, *many, 2049]))
    write("full-table-cleared.gif", gif(50, 45, 11, [2048, *many[:2100], 2048, *many[2100:], 2049]))
    greys = bytes(i // 3 for i in range(24))
    write("greys-in-order.gif", gif(WIDTH, HEIGHT, 4, [clear, *pixels, stop], colours=greys))


def xmp(orientation, element=False):
    inside = f"><tiff:Orientation>{orientation}</tiff:Orientation></rdf:Description>" if element else f' tiff:Orientation="{orientation}"/>'
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:tiff="http://ns.adobe.com/tiff/1.0/"' + inside + "</rdf:RDF></x:xmpmeta>"
    ).encode()


def app1(data):
    return b"\xff\xe1" + struct.pack(">H", 2 + len(data)) + data


def orientations():
    """Orientation in other places than the usual EXIF block."""
    jpeg = (HERE / "baseline-444.jpg").read_bytes()
    packet = app1(b"http://ns.adobe.com/xap/1.0/\0" + xmp(6))
    element = app1(b"http://ns.adobe.com/xap/1.0/\0" + xmp(8, True))
    without = bytearray(exif(6))
    without[16:18] = struct.pack("<H", 0x10F)
    write("xmp-attribute.jpg", jpeg[:2] + packet + jpeg[2:])
    write("xmp-element.jpg", jpeg[:2] + element + jpeg[2:])
    write("xmp-twice.jpg", jpeg[:2] + packet + element + jpeg[2:])
    write("xmp-beside-exif.jpg", jpeg[:2] + app1(exif(3)) + packet + jpeg[2:])
    write("xmp-beside-upright-exif.jpg", jpeg[:2] + packet + app1(exif(1)) + jpeg[2:])
    write("xmp-beside-other-exif.jpg", jpeg[:2] + packet + app1(bytes(without)) + jpeg[2:])
    profile = b"\nexif\n%8d\n" % len(exif(6)) + b"\n".join(
        exif(6).hex().encode()[i : i + 72] for i in range(0, 2 * len(exif(6)), 72)) + b"\n"
    name = b"Raw profile type exif\0"
    texts = {
        "xmp": chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp(5)),
        "xmp-compressed": chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0en\0x\0" + zlib.compress(xmp(7, True))),
        "exif-as-text": chunk(b"tEXt", name + profile),
        "exif-as-compressed-text": chunk(b"zTXt", name + b"\0" + zlib.compress(profile)),
        "exif-as-international-text": chunk(b"iTXt", name + b"\0\0\0\0" + profile),
        "exif-as-text-beside-chunk": chunk(b"tEXt", name + profile) + chunk(b"eXIf", exif(3)[6:]),
        "exif-as-text-beside-xmp": chunk(b"tEXt", name + profile) + chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp(5)),
        "app1-as-text": chunk(b"tEXt", b"Raw profile type APP1\0" + profile),
    }
    for name, text in texts.items():
        write(f"{name}.png", png(2, 8, 0, text) if len(name) % 2 else png(2, 8, 0, after=text))
    rgb = Image.open(HERE / "lossless.webp").convert("RGB")
    save("xmp.webp", rgb, lossless=True, xmp=xmp(6))


def gifs():
    grey = smooth("L")
    colours = smooth("RGB").quantize(40)
    save("grey.gif", grey, interlace=0)
    plain = save("palette.gif", colours, interlace=0)
    save("palette-interlaced.gif", colours, interlace=1)
    transparent = save("transparent.gif", colours, interlace=0, transparency=5)
    save("animated.gif", colours, save_all=True, append_images=[grey], interlace=0, duration=20)
    for name, data in (("smaller-frame", plain), ("smaller-transparent-frame", transparent)):
        at = data.index(b"\x2c\0\0\0\0")
        screen = struct.pack("<HH", WIDTH + 4, HEIGHT + 3)
        place = struct.pack("<HH", 3, 2)
        write(f"{name}.gif", data[:6] + screen + data[10 : at + 1] + place + data[at + 5 :])
    write("larger-frame.gif", plain[:6] + struct.pack("<HH", 5, 4) + plain[10:])


def bmp(width, height, bits, rows, compression=0, palette=b"", masks=b"", core=False):
    if core:
        header = struct.pack("<IHHHH", 12, width, height, 1, bits)
    else:
        header = struct.pack("<IiiHHIIIIII", 40, width, height, 1, bits, compression, len(rows), 0, 0, 0, 0)
    start = 14 + len(header) + len(masks) + len(palette)
    return b"BM" + struct.pack("<IHHI", start + len(rows), 0, 0, start) + header + masks + palette + rows


def bmps():
    save("grey.bmp", smooth("L"))
    save("palette.bmp", smooth("RGB").quantize(40))
    save("rgb.bmp", smooth("RGB"))
    save("rgb-alpha.bmp", smooth("RGBA"))
    save("black-white.bmp", smooth("L").convert("1"))
    bits = RANDOM.getrandbits

    def rows(row_bytes):
        return bytes(bits(8) for _ in range(HEIGHT * ((row_bytes + 3) // 4 * 4)))

    two = bytes(bits(8) for _ in range(8))
    sixteen = bytes(bits(8) for _ in range(64))
    many = bytes(bits(8) for _ in range(1024))
    write("palette-1.bmp", bmp(WIDTH, HEIGHT, 1, rows(3), palette=two))
    write("palette-4.bmp", bmp(WIDTH, HEIGHT, 4, rows(10), palette=sixteen))
    write("rgb-555.bmp", bmp(WIDTH, HEIGHT, 16, rows(38)))
    masks = struct.pack("<III", 0xF800, 0x7E0, 0x1F)
    write("rgb-565.bmp", bmp(WIDTH, HEIGHT, 16, rows(38), 3, masks=masks))
    masks = struct.pack("<III", 0xFF000000, 0xFF0000, 0xFF00)
    write("rgb-32-masks.bmp", bmp(WIDTH, HEIGHT, 32, rows(76), 3, masks=masks))
    write("rgb-32.bmp", bmp(WIDTH, HEIGHT, 32, rows(76)))
    write("top-down.bmp", bmp(WIDTH, -HEIGHT, 24, rows(57)))
    core = b"".join(many[i : i + 3] for i in range(0, 1024, 4))
    write("core.bmp", bmp(WIDTH, HEIGHT, 8, rows(19), palette=core, core=True))
    run8 = b"\x05\x07\x00\x03\x01\x02\x03\x00\x02\x09\x00\x00"
    write("rle-8.bmp", bmp(10, 4, 8, run8 * 2 + b"\x03\x04\x00\x00" + run8 + b"\0\1", 1, many))
    delta = b"\x02\x07\x00\x02\x03\x01\x05\x09\x00\x00"
    write("rle-8-delta.bmp", bmp(10, 4, 8, run8 + delta + run8 + b"\0\1", 1, many))
    run4 = b"\x05\x7a\x00\x04\x12\x34\x01\x90\x00\x00"
    write("rle-4.bmp", bmp(10, 4, 4, run4 * 4 + b"\0\1", 2, sixteen))


def webps():
    rgb, rgba = smooth("RGB", 37, 29), smooth("RGBA", 37, 29)
    save("lossy.webp", rgb, quality=80)
    save("lossless.webp", rgb, lossless=True)
    save("lossless-palette.webp", rgb.quantize(12).convert("RGB"), lossless=True)
    save("lossy-alpha.webp", rgba, quality=80)
    save("lossless-alpha.webp", rgba, lossless=True, exact=True)
    save("orientation-8.webp", rgb, lossless=True, exif=exif(8, "MM"))
    save("solid.webp", Image.new("RGB", (1500, 1000), (200, 30, 60)), lossless=True)
    frames = [Image.new("RGBA", (37, 29), (9, 8, 7, 255)), rgba]
    data = save("animated.webp", frames[1], save_all=True, append_images=frames[:1], lossless=True, exact=True)
    at = data.index(b"VP8X") + 12
    wider = data[:at] + struct.pack("<HBHB", 42, 0, 33, 0) + data[at + 6 :]
    at = wider.index(b"ANMF") + 8
    write("animated-smaller-frame.webp", wider[:at] + b"\2\0\0\1\0\0" + wider[at + 6 :])


def expectations():
    lines = []
    for path in sorted(HERE.iterdir()):
        if path.suffix in (".jpg", ".png", ".gif", ".bmp", ".webp") and path.name not in ("noise.png", "solid.webp"):
            # Pillow wants to be asked before it shows what lacks its end.
            ImageFile.LOAD_TRUNCATED_IMAGES = path.name.startswith("no-end")
            # Pillow does not look into this chunk, whose content is the same as in the other.
            shown = path.with_name("exif-as-text.png") if path.name == "app1-as-text.png" else path
            image = ImageOps.exif_transpose(Image.open(shown)).convert("RGB")
            lines.append(f"{path.name}\t{image.width}\t{image.height}\t{image.tobytes().hex()}\n")
    (HERE / "expected.tsv").write_text("".join(lines))


def resizes():
    noise = Image.frombytes("RGB", (61, 47), bytes(RANDOM.choice((0, 255, RANDOM.getrandbits(8))) for _ in range(61 * 47 * 3)))
    save("noise.png", noise, optimize=True)
    lines = []
    for size in ((20, 15), (90, 70), (61, 10), (7, 47), (61, 47), (1, 1), (3, 200), (122, 5)):
        resized = noise.resize(size, Image.Resampling.BILINEAR)
        lines.append(f"{size[0]}\t{size[1]}\t{resized.tobytes().hex()}\n")
    (HERE / "resized.tsv").write_text("".join(lines))
    lines = []
    for edge, width, height in ((32, 24, 20), (47, 47, 31), (64, 33, 64), (5, 2, 3)):
        for turned in (noise, noise.transpose(Image.Transpose.TRANSPOSE)):
            w, h = turned.size
            w, h = (edge, int(edge * h / w)) if w <= h else (int(edge * w / h), edge)
            left, top = (w - width) // 2, (h - height) // 2
            crop = turned.resize((w, h), Image.Resampling.BILINEAR).crop((left, top, left + width, top + height))
            lines.append(f"{turned is noise}\t{edge}\t{width}\t{height}\t{crop.tobytes().hex()}\n".lower())
    (HERE / "normalised.tsv").write_text("".join(lines))


def center_crop(image, width, height):
    """As transformers.image_transforms: what the image does not cover is 0, one row more before it than behind."""
    w, h = image.size
    black = Image.new("RGB", (max(w, width), max(h, height)))
    black.paste(image, (-((w - black.width) // 2), -((h - black.height) // 2)))
    left, top = (black.width - width) // 2, (black.height - height) // 2
    return black.crop((left, top, left + width, top + height))


def preparations():
    """Stretched sizes, and crops larger than the resized image; run with Pillow 9.4.0."""
    noise = Image.open(HERE / "noise.png").convert("RGB")
    lines = []
    for width, height, crop_width, crop_height in (
        (24, 20, 24, 20), (70, 9, 70, 9), (5, 60, 5, 60), (30, 30, 20, 17), (20, 17, 24, 23), (9, 40, 20, 21),
        (32, 0, 40, 36), (32, 0, 33, 20), (11, 0, 20, 13), (47, 0, 62, 48), (3, 0, 4, 2),
    ):
        for turned in (noise, noise.transpose(Image.Transpose.TRANSPOSE)):
            w, h = turned.size
            size = (width, height)
            if not height:
                size = (width, int(width * h / w)) if w <= h else (int(width * w / h), width)
            image = center_crop(turned.resize(size, Image.Resampling.BILINEAR), crop_width, crop_height)
            fields = (str(turned is noise).lower(), width, height, crop_width, crop_height, image.tobytes().hex())
            lines.append("\t".join(map(str, fields)) + "\n")
    (HERE / "prepared.tsv").write_text("".join(lines))


def filters():
    """Resizes with every filter; run with Pillow 12.3.0."""
    noise = Image.open(HERE / "noise.png").convert("RGB")
    picks = random.Random(6)
    lines, digests = [], []
    for resample in Image.Resampling:
        for size in ((24, 18), (16, 12), (57, 41), (70, 9), (5, 60), (1, 1)):
            resized = noise.resize(size, resample)
            lines.append(f"{resample.value}\t{size[0]}\t{size[1]}\t{resized.tobytes().hex()}\n")
        for _ in range(60):
            width, height = picks.randint(1, 61), picks.randint(1, 47)
            size = picks.randint(1, 200), picks.randint(1, 200)
            resized = noise.crop((0, 0, width, height)).resize(size, resample)
            fields = (resample.value, width, height, *size, hashlib.sha256(resized.tobytes()).hexdigest())
            digests.append("\t".join(map(str, fields)) + "\n")
    (HERE / "filters.tsv").write_text("".join(lines))
    (HERE / "filter-digests.tsv").write_text("".join(digests))


jpegs()
pngs()
gifs()
bmps()
webps()
arithmetic_jpegs()
odd_jpegs()
odd_pngs()
odd_gifs()
orientations()
expectations()
resizes()
preparations()
filters()
