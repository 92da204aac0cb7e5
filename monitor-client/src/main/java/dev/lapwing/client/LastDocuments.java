// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.client;

import dev.lapwing.stats.StatsDocument;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The last document of each of the queries that were asked lately, with its tag. Thread-safe. */
final class LastDocuments {
  private static final int MOST = 16;
  private static final float LOAD = 0.75f;

  private final Map<URI, Tagged> byAddress = new LinkedHashMap<>(MOST, LOAD, true);

  /** A document and the {@code ETag} it came with. */
  record Tagged(String tag, StatsDocument document) {}

  synchronized @Nullable Tagged get(URI address) {
    return byAddress.get(address);
  }

  /** Keeps a document in the place of the last one; the query asked longest ago gives way. */
  synchronized void put(URI address, Tagged tagged) {
    byAddress.put(address, tagged);
    if (byAddress.size() > MOST) {
      byAddress.remove(byAddress.keySet().iterator().next());
    }
  }
}
