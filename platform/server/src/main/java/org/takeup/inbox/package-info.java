/**
 * The inbox that every signed-in person has: what somebody wants them to know, whether they have read it, and news of it
 * while a page is open. Whoever has something to say puts it here by a key, once.
 */
@NullMarked
package org.takeup.inbox;

import org.jspecify.annotations.NullMarked;
