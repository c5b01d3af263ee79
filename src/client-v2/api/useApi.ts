import { useFlowContext, type RequestConfig } from '@nocobase/flow-engine';
import { useMemo } from 'react';

type Params = Record<string, unknown>;
type Extra = Pick<RequestConfig, 'signal' | 'onUploadProgress'>;

/** Requests to the server's resources; every one rejects with axios' error and shows no toast of the host's own. */
export interface Api {
  get<T>(action: string, params?: Params): Promise<T>;
  post<T>(action: string, data?: unknown, params?: Params, extra?: Extra): Promise<T>;
}

/** The resource client of the running shell; answers are the body's `data`. */
export function useApi(): Api {
  const { api } = useFlowContext();
  return useMemo(() => {
    const send = async <T>(config: RequestConfig): Promise<T> => {
      const response = await api.request<{ data: T }>({ skipNotify: true, ...config });
      return response.data.data;
    };
    return {
      get: (url, params) => send({ url, method: 'get', params }),
      post: (url, data, params, extra) => send({ url, method: 'post', data, params, ...extra }),
    };
  }, [api]);
}
