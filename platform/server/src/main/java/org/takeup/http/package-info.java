/**
 * The words that a route is written in: method and path, who may use it, what comes in and what goes out. Knows
 * workspaces and callers; the door in {@code web} does the transport.
 */
@NullMarked
package org.takeup.http;

import org.jspecify.annotations.NullMarked;
