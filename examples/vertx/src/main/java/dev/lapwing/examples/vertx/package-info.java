/** The orders service on Vert.x Web, watched by Lapwing. */
@NullMarked
package dev.lapwing.examples.vertx;

import org.jspecify.annotations.NullMarked;
