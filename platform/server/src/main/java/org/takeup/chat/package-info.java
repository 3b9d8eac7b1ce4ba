/**
 * Messages into the chats of an organisation, over the incoming webhooks of Slack and Microsoft Teams. Each message goes
 * out at most once: what may have arrived is never sent again by itself. Calls out through the guarded HTTP client alone,
 * to the hosts of these services and what the operator names.
 */
@NullMarked
package org.takeup.chat;

import org.jspecify.annotations.NullMarked;
