/** Pictures that people send: checked by their structure and cleaned, without decoding one. Touches nothing else. */
@NullMarked
package org.takeup.workspace.picture;

import org.jspecify.annotations.NullMarked;
