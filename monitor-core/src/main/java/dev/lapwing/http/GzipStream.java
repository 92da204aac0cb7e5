// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** Compresses a body on its way to a stream, which stays open. */
final class GzipStream extends GZIPOutputStream {
  private static final int BUFFER_BYTES = 8_192;

  private GzipStream(OutputStream target) throws IOException {
    super(target, BUFFER_BYTES);
  }

  static void write(StatsReply.Body body, OutputStream target) throws IOException {
    GzipStream compressed = new GzipStream(target);
    try {
      body.writeTo(compressed);
      compressed.finish();
    } finally {
      compressed.release();
    }
  }

  /** Frees native memory at once, also when the target failed; closing would write to it again. */
  private void release() {
    def.end();
  }
}
