"""Both programs, unchanged, on the loop that we have written."""

import breakfast
import doorbell
import own_loop

breakfast.asyncio = doorbell.asyncio = own_loop
own_loop.run(breakfast.main())
print("---")
own_loop.run(doorbell.main())
