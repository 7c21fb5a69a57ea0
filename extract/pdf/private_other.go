//go:build !unix

package pdf

// private trusts the folder that the system keeps for each user.
func private(string) bool { return true }
