/** Who did what, when and from where: a chain of entries per tenant that shows when one was changed or taken out. */
@NullMarked
package org.takeup.audit;

import org.jspecify.annotations.NullMarked;
