import { apiRoutes } from "@/lib/http/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  "/api/v1/distributors/{distributorID}/operations",
);
