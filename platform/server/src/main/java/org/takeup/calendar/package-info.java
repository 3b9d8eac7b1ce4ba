/**
 * Calendars: files by RFC 5545, feeds behind a secret address, and invitations by iTIP (RFC 5546). Knows days and words,
 * and nothing of plans or talks: who has something to put into a calendar hands it over.
 */
@NullMarked
package org.takeup.calendar;

import org.jspecify.annotations.NullMarked;
