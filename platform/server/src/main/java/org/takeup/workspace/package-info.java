/** The workspace's own settings page: what its admins decide, and what the organisation's file decides. */
@NullMarked
package org.takeup.workspace;

import org.jspecify.annotations.NullMarked;
