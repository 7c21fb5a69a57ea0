package brief

import (
	"tidyrelease/transform"
)

func (s *sheet) chartGrid(charts []*transform.Chart) {}
