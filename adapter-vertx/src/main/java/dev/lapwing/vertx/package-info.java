/** Measures Vert.x Web routers, and tracks Vert.x futures. */
@NullMarked
package dev.lapwing.vertx;

import org.jspecify.annotations.NullMarked;
