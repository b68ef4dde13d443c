package dev.reelwright.media.ffmpeg;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An empty shared object that satisfies the dynamic loader.
///
/// The bundled ffmpeg is linked against desktop libraries (X11, ALSA, PulseAudio, udev) that only
/// its capture devices call. A server has none of them, and the loader then refuses to start the
/// program. A stub holds no symbol; calls are bound lazily, so none is missed by file work.
final class StubLibrary {
  /// Libraries that file work never calls, with the symbol versions that the loader asks for.
  private static final Map<String, List<String>> KNOWN =
      Map.of(
          "libxcb.so.1", List.of(),
          "libxcb-shm.so.0", List.of(),
          "libxcb-shape.so.0", List.of(),
          "libxcb-xfixes.so.0", List.of(),
          "libasound.so.2", List.of("ALSA_0.9", "ALSA_0.9.0rc4"),
          "libpulse.so.0", List.of("PULSE_0"),
          "libudev.so.1", List.of("LIBUDEV_183"));

  private static final int HEADER = 64;
  private static final int PROGRAM_HEADER = 56;
  private static final int SYMBOL = 24;
  private static final int HASH = 16;
  private static final int VERSION_DEFINITION = 28;
  private static final int DYNAMIC_ENTRIES = 10;

  private StubLibrary() {}

  /// The bytes of the stub, empty when the library is one that ffmpeg really needs.
  static Optional<byte[]> of(String soname) {
    return Optional.ofNullable(KNOWN.get(soname)).map(versions -> write(soname, versions));
  }

  /// ELF64 little endian for x86-64, after the System V ABI and the GNU symbol versioning
  /// extension: one writable segment (older loaders relocate the dynamic section in place), a null
  /// symbol, a hash table and the version definitions.
  private static byte[] write(String soname, List<String> versions) {
    var names = new ArrayList<String>();
    names.add(soname);
    names.addAll(versions);
    var strings = new StringBuilder("\0");
    var nameOffsets = new ArrayList<Integer>();
    for (var name : names) {
      nameOffsets.add(strings.length());
      strings.append(name).append('\0');
    }
    int symbols = HEADER + 3 * PROGRAM_HEADER;
    int hash = symbols + SYMBOL;
    int definitions = hash + HASH;
    int dynamic = definitions + names.size() * VERSION_DEFINITION;
    dynamic = (dynamic + 7) / 8 * 8;
    int symbolVersions = dynamic + DYNAMIC_ENTRIES * 16;
    int stringTable = symbolVersions + 2;
    int size = stringTable + strings.length();

    var out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    out.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0}).position(16);
    out.putShort((short) 3).putShort((short) 62).putInt(1); // shared object, x86-64
    out.putLong(0).putLong(HEADER).putLong(0).putInt(0);
    out.putShort((short) HEADER).putShort((short) PROGRAM_HEADER).putShort((short) 3);
    out.putShort((short) 64).putShort((short) 0).putShort((short) 0);

    segment(out, 1, 0, size, 0x1000); // PT_LOAD
    segment(out, 2, dynamic, DYNAMIC_ENTRIES * 16, 8); // PT_DYNAMIC
    // PT_GNU_STACK: without it new loaders think that an executable stack is wanted and refuse.
    segment(out, 0x6474e551, 0, 0, 16);

    out.position(hash);
    out.putInt(1).putInt(1).putInt(0).putInt(0);
    for (int i = 0; i < names.size(); i++) {
      boolean last = i == names.size() - 1;
      out.putShort((short) 1).putShort((short) (i == 0 ? 1 : 0)); // the first one is the base
      out.putShort((short) (i + 1)).putShort((short) 1).putInt(elfHash(names.get(i)));
      out.putInt(20).putInt(last ? 0 : VERSION_DEFINITION);
      out.putInt(nameOffsets.get(i)).putInt(0);
    }
    out.position(dynamic);
    entry(out, 14, nameOffsets.getFirst()); // DT_SONAME
    entry(out, 4, hash); // DT_HASH
    entry(out, 6, symbols); // DT_SYMTAB
    entry(out, 5, stringTable); // DT_STRTAB
    entry(out, 10, strings.length()); // DT_STRSZ
    entry(out, 11, SYMBOL); // DT_SYMENT
    entry(out, 0x6ffffff0L, symbolVersions); // DT_VERSYM
    entry(out, 0x6ffffffcL, definitions); // DT_VERDEF
    entry(out, 0x6ffffffdL, names.size()); // DT_VERDEFNUM
    entry(out, 0, 0);
    out.position(stringTable);
    out.put(strings.toString().getBytes(StandardCharsets.US_ASCII));
    return out.array();
  }

  private static void segment(ByteBuffer out, int type, long offset, long length, long alignment) {
    out.putInt(type).putInt(6); // readable and writable
    out.putLong(offset).putLong(offset).putLong(offset);
    out.putLong(length).putLong(length).putLong(alignment);
  }

  private static void entry(ByteBuffer out, long tag, long value) {
    out.putLong(tag).putLong(value);
  }

  private static int elfHash(String name) {
    int hash = 0;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash << 4) + name.charAt(i);
      hash ^= (hash & 0xf0000000) >>> 24;
      hash &= 0x0fffffff;
    }
    return hash;
  }
}
