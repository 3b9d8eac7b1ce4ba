/**
 * Outgoing mail: an outbox with a unique key for each mail, and the delivery that empties it. Composes at the moment of
 * sending, so it stores no text; speaks to the mail server and to nothing above.
 */
@NullMarked
package org.takeup.delivery;

import org.jspecify.annotations.NullMarked;
