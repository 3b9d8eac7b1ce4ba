/**
 * Whom each step of a plan has reached, and how far. What mails became of is asked of the outbox, which alone knows it; this
 * package keeps what the outbox cannot know, and shows figures of groups only.
 */
@NullMarked
package org.takeup.reach;

import org.jspecify.annotations.NullMarked;
