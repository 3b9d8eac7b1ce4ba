/**
 * Tells programs of a workspace what has happened in it, by Standard Webhooks 1.0: signed, tried again for days, never
 * with more than kinds and ids. Hears of events; calls out through the guarded HTTP client alone.
 */
@NullMarked
package org.takeup.webhook;

import org.jspecify.annotations.NullMarked;
