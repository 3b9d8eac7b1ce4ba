/**
 * One text in every format: what a mail, a chat card, a poster or a text message makes of it, within the limits of each channel.
 * Pure: a filled text in, bytes out; no store, no people.
 */
@NullMarked
package org.takeup.message.format;

import org.jspecify.annotations.NullMarked;
