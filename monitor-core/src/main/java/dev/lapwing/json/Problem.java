// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Why a request was not answered. Immutable.
 *
 * @param type names the kind of problem, a URI; {@link #NO_TYPE} when the status says it all
 * @param title the kind of problem in words
 * @param status the status that goes with it
 * @param detail what happened this time and what to do about it, a sentence or more
 * @param members what programs can read beside that: texts and lists of texts, by name
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
public record Problem(
    String type, String title, int status, String detail, Map<String, Object> members) {

  /** The type of problems that are what their status says. */
  public static final String NO_TYPE = "about:blank";

  /** Copies the members, in their order. */
  public Problem {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  /** Returns a problem that is what its status says. */
  public static Problem of(int status, String title, String detail) {
    return new Problem(NO_TYPE, title, status, detail, Map.of());
  }

  /** Returns this problem with a text more. */
  public Problem with(String name, String text) {
    return withMember(name, text);
  }

  /** Returns this problem with a list of texts more. */
  public Problem with(String name, List<String> texts) {
    return withMember(name, List.copyOf(texts));
  }

  private Problem withMember(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(members);
    more.put(name, value);
    return new Problem(type, title, status, detail, more);
  }
}
